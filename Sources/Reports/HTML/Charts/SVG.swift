import Foundation

/// Shapes whose places across are shares of the width and whose places down are pixels: so a
/// picture is as wide as its place while its letters keep their size.
enum SVG {
    static func rectangle(
        from left: Double, to right: Double, top: Double, height: Double, class style: String
    ) -> Markup {
        .void(
            "rect",
            [
                "x": percent(min(left, right)), "width": percent(abs(right - left)),
                "y": number(top), "height": number(max(0, height)), "class": style,
            ])
    }

    static func line(
        from start: (x: Double, y: Double), to end: (x: Double, y: Double), class style: String
    ) -> Markup {
        .void(
            "line",
            [
                "x1": percent(start.x), "y1": number(start.y), "x2": percent(end.x),
                "y2": number(end.y), "class": style,
            ])
    }

    static func dot(_ x: Double, _ y: Double, class style: String) -> Markup {
        .void("circle", ["cx": percent(x), "cy": number(y), "r": "3.5", "class": style])
    }

    static func text(
        _ text: String, x: Double, y: Double, shift: Double = 0, class style: String
    ) -> Markup {
        .element(
            "text",
            ["x": percent(x), "dx": number(shift), "y": number(y), "class": style],
            .text(text))
    }

    /// A group that says what it shows where a pointer rests on it.
    static func group(_ title: String, _ shapes: Markup) -> Markup {
        Markup.element("g", [:], .element("title", [:], .text(title)) + shapes).onLine
    }

    /// Lines and areas in a square of 1,000 that is stretched over the width; strokes are not.
    static func stretched(top: Double, height: Double, _ shapes: Markup) -> Markup {
        Markup.element(
            "svg",
            [
                "x": "0", "y": number(top), "width": "100%", "height": number(height),
                "viewBox": "0 0 1000 1000", "preserveAspectRatio": "none",
            ], shapes
        ).onLine
    }

    /// A line through points of the stretched square, of shares from the left and from the bottom.
    static func path(
        _ points: [(x: Double, y: Double)], isClosed: Bool = false, class style: String
    ) -> Markup {
        let places = points.map { "\(number($0.x * 1000)) \(number((1 - $0.y) * 1000))" }
        return .void(
            "path",
            ["d": "M" + places.joined(separator: "L") + (isClosed ? "Z" : ""), "class": style])
    }

    private static func percent(_ share: Double) -> String { number(share * 100) + "%" }

    /// Three decimals at most, and the same digits on every machine.
    static func number(_ value: Double) -> String {
        let thousandths = Int((value * 1000).rounded())
        let (whole, rest) = abs(thousandths).quotientAndRemainder(dividingBy: 1000)
        var digits = rest == 0 ? "" : "." + String(1000 + rest).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "\(thousandths < 0 ? "-" : "")\(whole)\(digits)"
    }
}
