namespace EventSinks.Yaml.Hostile;

/// <summary>A kind of text that tries to make reading slow, deep or wide, in any length.</summary>
/// <param name="Name">What it is made of.</param>
/// <param name="OfLength">Makes about so many characters of it.</param>
/// <param name="Code">The first error that a megabyte of it has; null if it is read.</param>
/// <param name="Place">Where that error stands, as <c>line:column</c>.</param>
internal sealed record HostileText(string Name, Func<int, string> OfLength, string? Code = null, string? Place = null)
{
    /// <summary>Gets limits that do not stop the reader early, so that it is the reader that is tried.</summary>
    public static YamlLimits Raised { get; } = new() { MaxBytes = 8 << 20, MaxDepth = 1_000, MaxNodes = 10_000_000, MaxCharacters = int.MaxValue, MaxDiagnostics = 1_000_000 };

    /// <summary>Gets the limits to read it with.</summary>
    public YamlLimits Limits { get; init; } = Raised;

    /// <summary>Makes a kind of text of a piece, again and again.</summary>
    public static HostileText Repeated(string name, string piece, string? code = null, string? place = null, string before = "", string after = "") =>
        new(name, length => before + string.Concat(Enumerable.Repeat(piece, Math.Max(1, length / piece.Length))) + after, code, place);

    /// <summary>Makes a kind of text of pieces with a number in each.</summary>
    public static HostileText Numbered(string name, Func<int, string> piece, string? code = null, string? place = null, string before = "", string after = "") =>
        new(name, length => before + string.Concat(Enumerable.Range(0, Math.Max(1, length / piece(10_000).Length)).Select(piece)) + after, code, place);

    public override string ToString() => Name;
}
