using YamlDotNet.Core;

namespace EventSinks.Yaml.Scanning;

/// <summary>A place where a key without <c>?</c> may have started: only a colon later on tells.</summary>
/// <param name="IsPossible">Whether there is such a place.</param>
/// <param name="IsRequired">Whether nothing but a key can stand there.</param>
/// <param name="TokenNumber">The number of the token that the key starts with.</param>
/// <param name="Characters">How many characters stand before it.</param>
/// <param name="Start">Where it is.</param>
/// <param name="MaxLength">How many characters further on the colon may be.</param>
internal readonly record struct SimpleKey(bool IsPossible, bool IsRequired, long TokenNumber, int Characters, Mark Start, int MaxLength)
{
    /// <summary>What YAML allows to a key without "?", so that nobody has to look further for the colon.</summary>
    public const int MaxLengthInYaml = 1024;

    /// <summary>Says whether it is too late for the colon: a key is on one line and short.</summary>
    public bool IsStaleAt(TextCursor cursor) => Start.Line < cursor.Line || cursor.Characters - Characters > MaxLength;
}
