/// What swift-openapi-generator 1.13 made of the same documents, on a machine of this class: the line to beat.
struct Rival {
    struct Build {
        var cpuSeconds: Double
        var peakMegabytes: Double
    }

    var name: String
    var lines: Double
    /// Nil where its code did not compile or was not measured.
    var debug: Build?
    var release: Build?

    static let documents = [
        Rival(name: "vcf-sddc-lcm.yaml", lines: 19_800),
        Rival(
            name: "vcf-installer.json", lines: 35_400, debug: Build(cpuSeconds: 44, peakMegabytes: 800),
            release: Build(cpuSeconds: 97, peakMegabytes: 1_300)),
        Rival(
            name: "vcf-vsan-data-protection.yaml", lines: 66_100, debug: Build(cpuSeconds: 66, peakMegabytes: 1_000),
            release: Build(cpuSeconds: 130, peakMegabytes: 1_600)),
        Rival(
            name: "vcf-sddc-manager.json", lines: 242_000, debug: Build(cpuSeconds: 301, peakMegabytes: 4_200)),
        Rival(name: "vcf-operations.json", lines: 195_000),
        Rival(name: "vcf-operations-for-networks.yaml", lines: 363_000),
    ]
}
