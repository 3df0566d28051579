public import Pricing

/// A picture of numbers that a report's tables also give.
///
/// Only HTML draws it; text and Markdown leave it out, so nothing may stand in a chart alone.
public struct Chart: Sendable {
    /// What is drawn.
    public enum Plot: Sendable {
        /// Amounts over time, stacked, with marks across each bar; every series has one value a
        /// label. A series beyond the sixth is drawn as one of no importance.
        case stackedBars(labels: [String], series: [Series], marks: [Series] = [])
        /// One bar a name, from the top down.
        case bars([Bar])
        /// Steps that lead from the first bar to the last: each but those two is a change.
        case waterfall([Bar])
        /// Lines over numbers, ordered by x.
        case lines(x: Axis, series: [Curve])
        /// What was, then what is expected with its ranges, the widest first.
        case fan(labels: [String], history: [Double], expected: [Double], ranges: [Range])
    }

    /// Values under one name.
    public struct Series: Sendable {
        /// The name.
        public let name: Phrase
        /// The values.
        public let values: [Double]

        /// Values under one name.
        public init(name: Phrase, values: [Double]) { (self.name, self.values) = (name, values) }
    }

    /// A name and its value.
    public struct Bar: Sendable {
        /// How much a bar stands out.
        public enum Tone: String, Sendable {
            case usual
            /// What the others are compared with.
            case reference
            /// What the picture is about.
            case accent
        }

        /// The name.
        public let name: Phrase
        /// The value.
        public let value: Double
        /// The value as it is written; nil where the unit of the values says how.
        public let text: String?
        /// How much it stands out.
        public let tone: Tone

        /// A name and its value.
        public init(name: Phrase, value: Double, text: String? = nil, tone: Tone = .usual) {
            (self.name, self.value, self.text, self.tone) = (name, value, text, tone)
        }
    }

    /// A line through points.
    public struct Curve: Sendable {
        /// The name.
        public let name: Phrase
        /// The points, ordered by x.
        public let points: [(x: Double, y: Double)]
        /// Whether a line leads from point to point.
        public let isLinked: Bool

        /// A line through points, or points alone.
        public init(name: Phrase, points: [(x: Double, y: Double)], isLinked: Bool = true) {
            (self.name, self.points, self.isLinked) = (name, points, isLinked)
        }
    }

    /// A range around what is expected.
    public struct Range: Sendable {
        /// What it is called: `95 %`.
        public let name: String
        /// The lower ends, one for each expected value.
        public let lower: [Double]
        /// The upper ends.
        public let upper: [Double]

        /// A range around what is expected.
        public init(name: String, lower: [Double], upper: [Double]) {
            (self.name, self.lower, self.upper) = (name, lower, upper)
        }
    }

    /// How the values of a scale are written.
    public enum Unit: Hashable, Sendable {
        case number
        case percent
        case money(Currency)
        /// Projected numbers, amounts where there is a currency.
        case estimate(Currency?)
    }

    /// What a scale measures.
    public struct Axis: Sendable {
        /// The title with its unit.
        public let title: Phrase
        /// How its values are written.
        public let unit: Unit

        /// What a scale measures.
        public init(_ title: Phrase, _ unit: Unit = .number) {
            (self.title, self.unit) = (title, unit)
        }
    }

    /// What the picture shows, as its heading.
    public let title: Phrase
    /// What the picture shows, in a sentence for those who don't see it.
    public let summary: Phrase
    /// What the values measure, with the unit: `USD`.
    public let values: Axis
    /// What is drawn.
    public let plot: Plot

    /// A picture of numbers.
    ///
    /// - Parameters:
    ///   - title: What the picture shows, as its heading.
    ///   - summary: The same in a sentence for those who don't see it.
    ///   - values: What the values measure, with the unit.
    ///   - plot: What is drawn.
    public init(title: Phrase, summary: Phrase, values: Axis, plot: Plot) {
        (self.title, self.summary, self.values, self.plot) = (title, summary, values, plot)
    }
}
