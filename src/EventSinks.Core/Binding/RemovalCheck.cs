using EventSinks.Environments;
using EventSinks.Wording;
using EventSinks.Yaml;

namespace EventSinks.Binding;

/// <summary>Checks the key <c>remove</c>. Merging has carried out every removal that found something; what is left is a mistake.</summary>
internal static class RemovalCheck
{
    private const int MostNamed = 10;

    /// <summary>Finds what is wrong with the key.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="environment">The environment that it stands in.</param>
    /// <returns>What is wrong; null if nothing is, and the declaration stands for a sink.</returns>
    public static Diagnostic? Run(SinkDeclaration declaration, StackEnvironment environment) =>
        declaration.Map.Find(CommonKeys.Remove)?.Value switch
        {
            null or YamlNull or YamlBool { Value: false } => null,
            YamlBool => Error(declaration, BindingDiagnosticCodes.NothingToRemove, Describe(declaration, environment)),
            var value => Error(declaration, BindingDiagnosticCodes.WrongOptionType, $"remove is true or false, but found {value.KindName}"),
        };

    // Without their options, which may be secrets.
    private static string Describe(SinkDeclaration removal, StackEnvironment environment)
    {
        SinkDeclaration[] earlier =
            [.. environment.Sinks.Where(sink => !sink.IsRemoval && sink.SourceIndex < removal.SourceIndex).Take(MostNamed + 1)];
        var named = earlier.Take(MostNamed).Select(sink => $"\"{ShortText.Of(sink.Type)}\" at {sink.File}:{sink.Span.Start}{Difference(sink, removal)}");
        var there = earlier.Length == 0 ? "there are no earlier sinks" : $"there are {string.Join(", ", named)}{(earlier.Length > MostNamed ? ", …" : "")}";
        return $"nothing to remove: no earlier file, and no stored environment, has a sink with all that this entry says; {there}";
    }

    // A sink that lacks one thing only is probably the one that was meant.
    private static string Difference(SinkDeclaration sink, SinkDeclaration removal) =>
        removal.Sayings.Except(sink.Sayings).Take(2).ToArray() is [var (key, _)]
            ? $" ({(sink.Sayings.Any(own => own.Key == key) ? "with another" : "without")} \"{ShortText.Of(key)}\")"
            : "";

    private static Diagnostic Error(SinkDeclaration declaration, string code, string message) => Diagnostic.Error(
        code, message, declaration.File, declaration.Map.Find(CommonKeys.Remove)!.Value.Span, YamlPath.Append(declaration.Path, CommonKeys.Remove));
}
