#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Writes a file so that readers see the old text or the new one.
///
/// Unlike Foundation's atomic writing it does not wait for the disk, which takes milliseconds a file: what is lost with
/// the power is generated again.
enum AtomicFile {
    /// Writes `text` to a new file beside `path`, which then takes its place.
    static func write(_ text: String, to path: String) throws(FileAccessError) {
        let temporary = "\(path).\(getpid()).new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw FileAccessError(path: path, code: errno) }
        var text = text
        var code = text.withUTF8 { writeAll(UnsafeRawBufferPointer($0), to: descriptor) }
        if close(descriptor) != 0, code == 0 { code = errno }
        if code == 0, rename(temporary, path) != 0 { code = errno }
        guard code == 0 else {
            unlink(temporary)
            throw FileAccessError(path: path, code: code)
        }
    }

    /// - Returns: 0, or the error that came between.
    private static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = UnsafeRawBufferPointer(rebasing: rest)
            #if canImport(Darwin)
                let count = Darwin.write(descriptor, part.baseAddress, part.count)
            #elseif canImport(Glibc)
                let count = Glibc.write(descriptor, part.baseAddress, part.count)
            #else
                let count = Musl.write(descriptor, part.baseAddress, part.count)
            #endif
            if count < 0 {
                if errno == EINTR { continue }
                return errno
            }
            rest = rest.dropFirst(count)
        }
        return 0
    }
}

extension FileAccessError {
    /// The error of a POSIX call.
    init(path: String, code: Int32) {
        self.init(reason: "'\(path)': \(String(cString: strerror(code)).lowercased())")
    }
}
