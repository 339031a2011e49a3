using EventSinks.Wording;
using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>The section <c>parameter_merge_strategies</c> of one file.</summary>
internal sealed class MergeStrategies(YamlMap? section)
{
    public const string Overwrite = "overwrite";
    public const string Merge = "merge";
    public const string DeepMerge = "deep_merge";

    private const string DefaultKey = "default";
    private static readonly string[] Known = [Overwrite, Merge, DeepMerge];

    /// <summary>Gets the strategy of the parameters that the file does not name.</summary>
    public string Default { get; } = Read(section?.Find(DefaultKey)?.Value) ?? Overwrite;

    /// <summary>Finds what the file says about a parameter itself.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <returns>The strategy, and where it stands; null if the file does not name the parameter.</returns>
    public (string Strategy, SourceSpan Span)? Find(string parameter) =>
        section?.Find(parameter)?.Value is { } value ? (Read(value) ?? Default, value.Span) : null;

    /// <summary>Warns of strategies that there are not.</summary>
    /// <param name="file">The file.</param>
    /// <param name="diagnostics">Takes the warnings.</param>
    public void Check(string file, DiagnosticList diagnostics)
    {
        foreach (var entry in section?.Entries.Where(static entry => Read(entry.Value) is null).TakeWhile(_ => !diagnostics.IsFull(file)) ?? [])
        {
            var written = entry.Value is YamlScalar scalar ? scalar.ToPythonString() : entry.Value.KindName;
            var instead = entry.Name == DefaultKey ? Overwrite : Default;
            diagnostics.Add(Diagnostic.Warning(
                EnvironmentDiagnosticCodes.UnknownMergeStrategy,
                $"there is no merge strategy \"{ShortText.Of(written)}\", so \"{instead}\" is used, as in Heat; {DidYouMean.Hint(written, Known)}",
                file,
                entry.Value.Span,
                YamlPath.Append(EnvironmentSections.ParameterMergeStrategies, entry.Key.ToPythonString())));
        }
    }

    private static string? Read(YamlValue? value) => value is YamlText text && Known.Contains(text.Value) ? text.Value : null;
}
