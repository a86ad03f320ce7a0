import Metrics
import PrometheusMetrics
import Testing

@Suite struct PrometheusRegistryTests {
    @Test func countersAndGauges() {
        let registry = PrometheusRegistry([
            MetricFamily("b_total", .counter, help: "Counts \\ things\nof lines."),
            MetricFamily("a", .gauge, help: "G"),
        ])
        let counter = Counter(label: "b_total", dimensions: [("z", "1"), ("a", "x")], factory: registry)
        counter.increment()
        Counter(label: "b_total", dimensions: [("a", "x"), ("z", "1")], factory: registry).increment(by: 2)
        Counter(label: "b_total", dimensions: [("a", "say \"hi\"\\\n"), ("z", "1")], factory: registry).increment()
        let gauge = Meter(label: "a", factory: registry)
        gauge.increment()
        gauge.increment(by: 2)
        gauge.decrement()
        Meter(label: "undeclared.metric-name", factory: registry).set(0.5)
        #expect(
            registry.exposition() == """
                # HELP a G
                # TYPE a gauge
                a 2
                # HELP b_total Counts \\\\ things\\nof lines.
                # TYPE b_total counter
                b_total{a="say \\"hi\\"\\\\\\n",z="1"} 1
                b_total{a="x",z="1"} 3
                # TYPE undeclared_metric_name gauge
                undeclared_metric_name 0.5

                """)
    }

    @Test func histograms() {
        let registry = PrometheusRegistry([MetricFamily("t", .histogram, help: "T", bounds: [1, 0.5])])
        let timer = Metrics.Timer(label: "t", dimensions: [("op", "x")], factory: registry)
        for milliseconds in [100, 500, 501, 1000, 90_000] { timer.recordMilliseconds(milliseconds) }
        #expect(
            registry.exposition() == """
                # HELP t T
                # TYPE t histogram
                t_bucket{op="x",le="0.5"} 2
                t_bucket{op="x",le="1"} 4
                t_bucket{op="x",le="+Inf"} 5
                t_sum{op="x"} 92.101
                t_count{op="x"} 5

                """)
    }

    @Test func seriesAreLimited() {
        let registry = PrometheusRegistry([], seriesLimit: 3)
        for number in 0..<10 { Counter(label: "c", dimensions: [("n", "\(number)")], factory: registry).increment() }
        Counter(label: "c", dimensions: [("n", "1")], factory: registry).increment()
        #expect(
            registry.exposition() == """
                # TYPE c counter
                c{n="0"} 1
                c{n="1"} 2
                c{n="2"} 1

                """)
    }

    /// A name that was declared as one kind and is used as another does not break the text.
    @Test func kindsAreNotMixed() {
        let registry = PrometheusRegistry([MetricFamily("x", .counter, help: "")])
        Meter(label: "x", factory: registry).set(7)
        Counter(label: "x", factory: registry).increment()
        #expect(registry.exposition() == "# TYPE x counter\nx 1\n")
    }
}
