namespace EventSinks.OpenStack.Clouds;

/// <summary>The words for yes and no that OpenStack takes (oslo.utils, <c>strutils.bool_from_string</c>), in any case.</summary>
internal static class OsloBoolean
{
    /// <summary>Gets the words, for messages.</summary>
    public const string Words = "a boolean: true, yes, on, 1, or false, no, off, 0";

    /// <summary>Reads a word.</summary>
    /// <returns>What it says; null if it says neither.</returns>
    public static bool? Parse(string word) => word.Trim().ToUpperInvariant() switch
    {
        "1" or "T" or "TRUE" or "ON" or "Y" or "YES" => true,
        "0" or "F" or "FALSE" or "OFF" or "N" or "NO" => false,
        _ => null,
    };
}
