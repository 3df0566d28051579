/// Looks for the least value of a function over the unit cube without its derivatives.
///
/// Nelder and Mead, "A simplex method for function minimization" (1965). What lies outside of the
/// cube is moved to its side. No step is random: the same function gives the same bits.
enum NelderMead {
    private typealias Vertex = (point: [Double], value: Double)

    private static let rounds = 400
    /// A simplex as small as this has found its place.
    private static let tolerance = 1e-7

    /// The best point that a search from each start finds.
    ///
    /// - Parameters:
    ///   - starts: Where to begin; one at least, all of the same length.
    ///   - scale: The size of the first simplex.
    ///   - function: What is made small.
    /// - Returns: A point in the unit cube.
    static func minimum(
        from starts: [[Double]], scale: Double, of function: ([Double]) -> Double
    ) -> [Double] {
        let found = starts.map { search(from: $0, scale: scale, function) }
        return found.dropFirst().reduce(found[0]) { $1.value < $0.value ? $1 : $0 }.point
    }

    private static func search(
        from start: [Double], scale: Double, _ function: ([Double]) -> Double
    ) -> Vertex {
        func vertex(_ point: [Double]) -> Vertex {
            let inside = point.map { min(1, max(0, $0)) }
            return (inside, function(inside))
        }
        var simplex = [vertex(start)]
        for axis in start.indices {
            var point = start
            point[axis] += point[axis] + scale <= 1 ? scale : -scale
            simplex.append(vertex(point))
        }
        for _ in 0..<rounds {
            simplex.sort { $0.value < $1.value }
            if isSmall(simplex) { break }
            step(&simplex, vertex)
        }
        return simplex.dropFirst().reduce(simplex[0]) { $1.value < $0.value ? $1 : $0 }
    }

    private static func isSmall(_ simplex: [Vertex]) -> Bool {
        simplex.dropFirst().allSatisfy { vertex in
            zip(vertex.point, simplex[0].point).allSatisfy { abs($0 - $1) < tolerance }
        }
    }

    /// Replaces the worst vertex, or draws all towards the best.
    private static func step(_ simplex: inout [Vertex], _ vertex: ([Double]) -> Vertex) {
        let last = simplex.count - 1
        let worst = simplex[last]
        let centre = worst.point.indices.map { axis in
            simplex[..<last].reduce(0) { $0 + $1.point[axis] } / Double(last)
        }
        func beyond(_ factor: Double) -> Vertex {
            vertex(zip(centre, worst.point).map { $0 + factor * ($0 - $1) })
        }
        let reflected = beyond(1)
        if reflected.value < simplex[0].value {
            let expanded = beyond(2)
            simplex[last] = expanded.value < reflected.value ? expanded : reflected
        } else if reflected.value < simplex[last - 1].value {
            simplex[last] = reflected
        } else {
            let contracted = beyond(reflected.value < worst.value ? 0.5 : -0.5)
            if contracted.value < min(reflected.value, worst.value) {
                simplex[last] = contracted
                return
            }
            let best = simplex[0].point
            for index in 1...last {
                simplex[index] = vertex(
                    zip(best, simplex[index].point).map { $0 + 0.5 * ($1 - $0) })
            }
        }
    }
}
