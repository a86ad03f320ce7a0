/// The beginning of an ISO 9660 image.
package enum SampleImage {
    /// - Parameters:
    ///   - blocks: how many the volume descriptor says there are.
    ///   - total: how many there are.
    package static func iso(label: String = "LABEL", blocks: UInt32 = 20, isBridge: Bool = false, total: Int = 20)
        -> [UInt8]
    {
        var image = [UInt8](repeating: 0, count: max(total, 20) * 2048)
        func put(_ bytes: [UInt8], _ offset: Int) {
            image.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
        }
        let primary = 16 * 2048
        put([1] + Array("CD001".utf8) + [1], primary)
        put([UInt8](repeating: 0x20, count: 32), primary + 40)
        put(Array(label.utf8), primary + 40)
        let size = (0..<4).map { UInt8(truncatingIfNeeded: blocks >> (8 * $0)) }
        put(size + size.reversed(), primary + 80)
        put([0, 8, 8, 0], primary + 128)
        put([255] + Array("CD001".utf8) + [1], primary + 2048)
        if isBridge {
            for (index, name) in ["BEA01", "NSR02", "TEA01"].enumerated() {
                put([0] + Array(name.utf8) + [1], primary + (2 + index) * 2048)
            }
        }
        return Array(image.prefix(max(total * 2048, primary + 2048)))
    }
}
