namespace EventSinks.Yaml;

/// <summary>How large a text may be. Whatever is larger is a diagnostic, found before it costs much.</summary>
public sealed record YamlLimits
{
    /// <summary>Gets the limits that hold where nobody gives others.</summary>
    public static YamlLimits Default { get; } = new();

    /// <summary>Gets how long a text may be, in bytes: those of a file, whatever its encoding; a string counts as UTF-8.</summary>
    /// <value>The default is 1,048,576 (1 MiB), Heat's limit for a request.</value>
    public int MaxBytes { get; init => field = Positive(value); } = 1_048_576;

    /// <summary>Gets how deep lists and maps may be nested, what aliases stand for counted in.</summary>
    /// <value>The default is 64; 1,000 is the largest.</value>
    public int MaxDepth { get; init => field = Depth(value); } = 64;

    /// <summary>Gets how many values and keys a document may have, what aliases stand for counted each time.</summary>
    /// <value>The default is 100,000.</value>
    public int MaxNodes { get; init => field = Positive(value); } = 100_000;

    /// <summary>
    /// Gets how long all texts and numbers of a document may be together, in UTF-16 units, what aliases stand for counted each time: values
    /// share what an alias stands for, but whoever writes them does not.
    /// </summary>
    /// <value>The default is 8,388,608, eight times <see cref="MaxBytes"/>; without aliases there are never as many.</value>
    public int MaxCharacters { get; init => field = Positive(value); } = 8_388_608;

    /// <summary>Gets how many diagnostics are kept; one more says that there were others.</summary>
    /// <value>The default is 1,000.</value>
    public int MaxDiagnostics { get; init => field = Positive(value); } = 1_000;

    private static int Positive(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        return value;
    }

    // Readers of a value walk it by recursion, so depth has a ceiling that every stack holds.
    private static int Depth(int value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1_000);
        return Positive(value);
    }
}
