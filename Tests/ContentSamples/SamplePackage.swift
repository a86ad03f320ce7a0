import Crypto

/// An OVF package: a descriptor that refers to disks, and the files that vouch for them.
package struct SamplePackage {
    package let name: String
    package let disks: [(name: String, content: [UInt8])]
    package let descriptor: [UInt8]

    package init(_ name: String = "vm", disks: [(name: String, content: [UInt8])] = [("disk.vmdk", Array("disk".utf8))])
    {
        self.name = name
        self.disks = disks
        descriptor = Self.descriptor(disks.map { ($0.name, "ovf:size=\"\($0.content.count)\"") })
    }

    /// - Parameters:
    ///   - files: names, and what else their elements have.
    ///   - namespace: that of the envelope.
    package static func descriptor(
        _ files: [(name: String, attributes: String)], namespace: String = "http://schemas.dmtf.org/ovf/envelope/1"
    ) -> [UInt8] {
        let references = files.enumerated().map { index, file in
            "    <File ovf:id=\"file\(index)\" ovf:href=\"\(file.name)\" \(file.attributes)/>\n"
        }
        let disks = files.indices.map { index in
            "    <Disk ovf:diskId=\"disk\(index)\" ovf:fileRef=\"file\(index)\" ovf:capacity=\"1\"/>\n"
        }
        return Array(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Envelope xmlns="\(namespace)" xmlns:ovf="\(namespace)">
              <References>
            \(references.joined())  </References>
              <DiskSection>
                <Info>Disks</Info>
            \(disks.joined())  </DiskSection>
              <VirtualSystem ovf:id="vm"><Info>A machine</Info></VirtualSystem>
            </Envelope>
            """.utf8)
    }

    package var descriptorName: String { name + ".ovf" }
    package var manifestName: String { name + ".mf" }
    package var certificateName: String { name + ".cert" }

    /// The digests of descriptor and disks.
    package func manifest(_ algorithm: String = "SHA256", lineEnd: String = "\n") -> [UInt8] {
        let files = [(descriptorName, descriptor)] + disks.map { ($0.name, $0.content) }
        return Array(
            files.map { "\(algorithm)(\($0.0))= \(Self.digest($0.1, algorithm))\(lineEnd)" }.joined().utf8)
    }

    /// The certificate file: the manifest's signature, and the chain.
    package func certificate(_ signer: SampleSigner, manifest: [UInt8], algorithm: String = "SHA256") throws -> [UInt8]
    {
        let signature = hexadecimal(try signer.sign(manifest, algorithm))
        return Array(("\(algorithm)(\(manifestName))= \(signature)\n" + (try signer.chainPEM())).utf8)
    }

    package static func digest(_ bytes: [UInt8], _ algorithm: String) -> String {
        switch algorithm {
        case "SHA1": hexadecimal(Insecure.SHA1.hash(data: bytes))
        case "SHA512": hexadecimal(SHA512.hash(data: bytes))
        default: hexadecimal(SHA256.hash(data: bytes))
        }
    }
}

func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
