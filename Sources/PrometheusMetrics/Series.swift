import Metrics
import Synchronization

/// The values of one metric with one set of dimensions.
final class Series: CounterHandler, MeterHandler, RecorderHandler, TimerHandler {
    private struct Values {
        /// Of a counter or gauge the value, of a histogram the sum of all values.
        var value = 0.0
        /// How many values were in each bucket and in none below it; the last has no bound.
        var buckets: [UInt64]
    }

    let kind: MetricFamily.Kind
    private let bounds: [Double]
    private let values: Mutex<Values>

    init(_ kind: MetricFamily.Kind, bounds: [Double]) {
        self.kind = kind
        self.bounds = kind == .histogram ? bounds : []
        values = Mutex(Values(buckets: kind == .histogram ? Array(repeating: 0, count: bounds.count + 1) : []))
    }

    func increment(by amount: Int64) {
        guard amount > 0 else { return }
        values.withLock { $0.value += Double(amount) }
    }

    func reset() { values.withLock { $0.value = 0 } }

    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { values.withLock { $0.value = value } }
    func increment(by amount: Double) { values.withLock { $0.value += amount } }
    func decrement(by amount: Double) { values.withLock { $0.value -= amount } }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        guard kind == .histogram else { return set(value) }
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        values.withLock { values in
            values.value += value
            values.buckets[bucket] += 1
        }
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

    func write(_ labels: SeriesLabels, of family: MetricFamily, to text: inout ExpositionText) {
        let values = values.withLock { $0 }
        guard kind == .histogram else { return text.line(family.name, labels, values.value) }
        var count: UInt64 = 0
        for (bound, bucket) in zip(bounds + [.infinity], values.buckets) {
            count += bucket
            text.line(family.name + "_bucket", labels, bound: bound, Double(count))
        }
        text.line(family.name + "_sum", labels, values.value)
        text.line(family.name + "_count", labels, Double(count))
    }
}
