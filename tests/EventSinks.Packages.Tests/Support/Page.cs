using System.Text.RegularExpressions;

namespace EventSinks.Packages.Tests.Support;

/// <summary>A page of the documentation, from which readers copy programs.</summary>
internal static partial class Page
{
    /// <summary>Gives the code of a page's first block in a language.</summary>
    public static string Block(string path, string language) =>
        BlockPattern().Matches(Repository.Read(path)).FirstOrDefault(block => block.Groups["language"].Value == language)?.Groups["code"].Value
        ?? throw new InvalidOperationException($"{path} has no block in {language}.");

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex BlockPattern();
}
