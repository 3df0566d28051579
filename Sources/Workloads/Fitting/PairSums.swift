/// Exact sums of pairs of counts and of their products.
struct PairSums: Sendable {
    private var count: Int128 = 0
    private var sums: (left: Int128, right: Int128) = (0, 0)
    private var squares: (left: Int128, right: Int128) = (0, 0)
    private var products: Int128 = 0

    mutating func add(_ left: Int64, _ right: Int64) {
        let (left, right) = (Int128(left), Int128(right))
        count += 1
        sums = (sums.left + left, sums.right + right)
        squares = (squares.left + left * left, squares.right + right * right)
        products += left * right
    }

    mutating func merge(_ other: PairSums) {
        count += other.count
        sums = (sums.left + other.sums.left, sums.right + other.sums.right)
        squares = (squares.left + other.squares.left, squares.right + other.squares.right)
        products += other.products
    }

    /// Pearson's coefficient; nil where one of the two is always the same.
    var correlation: Double? {
        guard count > 1 else { return nil }
        let left = moment(squares.left, sums.left, sums.left)
        let right = moment(squares.right, sums.right, sums.right)
        guard left > 0, right > 0 else { return nil }
        return moment(products, sums.left, sums.right) / (left.squareRoot() * right.squareRoot())
    }

    /// The sum of products of differences from the means.
    ///
    /// The differences are first taken from whole numbers next to the means, exactly. What is then
    /// left to subtract is at most half of a sum of squares, so no digits are lost: differences
    /// that are whole numbers and sum to r have squares that sum to |r| or more, and r²/n ≤ |r|/2.
    private func moment(_ product: Int128, _ left: Int128, _ right: Int128) -> Double {
        let means = (left: rounded(left), right: rounded(right))
        let rests = (left: left - means.left * count, right: right - means.right * count)
        let near = product - means.left * right - means.right * rests.left
        return Double(near) - Double(rests.left) * Double(rests.right) / Double(count)
    }

    /// The whole number next to a sum's mean.
    private func rounded(_ sum: Int128) -> Int128 {
        let (quotient, rest) = sum.quotientAndRemainder(dividingBy: count)
        return 2 * rest > count ? quotient + 1 : quotient
    }
}
