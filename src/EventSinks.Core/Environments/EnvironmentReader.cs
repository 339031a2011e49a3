using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>Reads environments: YAML or JSON, as Heat's users write them. Safe for any text; thread-safe.</summary>
public static class EnvironmentReader
{
    private const string Unnamed = "<environment>";

    /// <summary>Reads an environment that is expected to be right.</summary>
    /// <param name="text">The text; an empty one is an environment that says nothing.</param>
    /// <param name="file">The name of the file, for diagnostics.</param>
    /// <param name="limits">How large the text may be; null for <see cref="YamlLimits.Default"/>.</param>
    /// <returns>The environment; its <see cref="StackEnvironment.Diagnostics"/> are warnings.</returns>
    /// <exception cref="EnvironmentFormatException">There is at least one error in the text.</exception>
    public static StackEnvironment Read(string text, string file = Unnamed, YamlLimits? limits = null) =>
        OrThrow(TryRead(text, file, limits));

    /// <summary>Reads the bytes of an environment that is expected to be right.</summary>
    /// <param name="bytes">UTF-8, or UTF-16 with its byte order mark.</param>
    /// <param name="file">The name of the file, for diagnostics.</param>
    /// <param name="limits">How large the text may be; null for <see cref="YamlLimits.Default"/>.</param>
    /// <returns>The environment; its <see cref="StackEnvironment.Diagnostics"/> are warnings.</returns>
    /// <exception cref="EnvironmentFormatException">There is at least one error in the text.</exception>
    public static StackEnvironment Read(ReadOnlyMemory<byte> bytes, string file = Unnamed, YamlLimits? limits = null) =>
        OrThrow(TryRead(bytes, file, limits));

    /// <summary>Reads an environment, and says everything that is wrong with it at once.</summary>
    /// <param name="text">The text; an empty one is an environment that says nothing.</param>
    /// <param name="file">The name of the file, for diagnostics.</param>
    /// <param name="limits">How large the text may be; null for <see cref="YamlLimits.Default"/>.</param>
    /// <returns>The environment, or what is wrong.</returns>
    public static EnvironmentReadResult TryRead(string text, string file = Unnamed, YamlLimits? limits = null) =>
        Check(YamlReader.Read(text, file, limits), file, limits ?? YamlLimits.Default);

    /// <summary>Reads the bytes of an environment, and says everything that is wrong with it at once.</summary>
    /// <param name="bytes">UTF-8, or UTF-16 with its byte order mark.</param>
    /// <param name="file">The name of the file, for diagnostics.</param>
    /// <param name="limits">How large the text may be; null for <see cref="YamlLimits.Default"/>.</param>
    /// <returns>The environment, or what is wrong.</returns>
    public static EnvironmentReadResult TryRead(ReadOnlyMemory<byte> bytes, string file = Unnamed, YamlLimits? limits = null) =>
        Check(YamlReader.Read(bytes.Span, file, limits), file, limits ?? YamlLimits.Default);

    /// <summary>Reads an environment file. A file that cannot be read is a diagnostic like any other.</summary>
    /// <param name="path">The path, which also names the file in diagnostics.</param>
    /// <param name="limits">How large the file may be; null for <see cref="YamlLimits.Default"/>.</param>
    /// <param name="cancellationToken">Stops reading the file.</param>
    /// <returns>The environment, or what is wrong.</returns>
    public static async Task<EnvironmentReadResult> TryReadFileAsync(
        string path,
        YamlLimits? limits = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes;
        try
        {
            bytes = await EnvironmentFile.ReadAsync(path, limits ?? YamlLimits.Default, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (EnvironmentFile.IsUnreadable(error))
        {
            var message = $"the file cannot be read: {error.Message}";
            var diagnostic = Diagnostic.Error(EnvironmentDiagnosticCodes.FileUnreadable, message, path, SourceSpan.None);
            return new EnvironmentReadResult("", null, [diagnostic]);
        }

        return TryRead(bytes, path, limits);
    }

    /// <summary>Reads back what <see cref="StackEnvironment.ToJson"/> wrote.</summary>
    /// <exception cref="EnvironmentFormatException">The text is no environment.</exception>
    internal static StackEnvironment ReadStored(string json, string file)
    {
        var stored = OrThrow(Check(YamlReader.ReadJson(json, file, StoredText.Limits), file, StoredText.Limits));

        // An environment without sinks is kept with an empty list, which clears nothing.
        return new StackEnvironment(stored.Sources, stored.Sections, stored.Sinks, stored.Diagnostics);
    }

    private static StackEnvironment OrThrow(EnvironmentReadResult result) =>
        result.Environment ?? throw new EnvironmentFormatException(result.Diagnostics);

    private static EnvironmentReadResult Check(YamlReadResult read, string file, YamlLimits limits)
    {
        var diagnostics = new DiagnosticList(read.Diagnostics, limits.MaxDiagnostics);
        var errors = new ReadingErrors(read.Diagnostics);
        IReadOnlyDictionary<string, YamlValue> sections = new Dictionary<string, YamlValue>(StringComparer.Ordinal);
        IReadOnlyList<SinkDeclaration> sinks = [];
        if (read.Value is { } document)
        {
            sections = new SectionReader(file, errors, diagnostics).Read(document);
            if (sections.GetValueOrDefault(EnvironmentSections.EventSinks) is YamlList list)
            {
                sinks = new SinkSectionReader(file, errors, diagnostics).Read(list);
            }
        }

        IReadOnlyList<Diagnostic> ordered = [.. diagnostics.OrderBy(diagnostic => diagnostic.Span.Start)];
        var isWrong = ordered.Any(diagnostic => diagnostic.IsError);
        var environment = new StackEnvironment([new EnvironmentSource(file, read.Text)], sections, sinks, ordered)
        {
            ClearsSinks = sections.GetValueOrDefault(EnvironmentSections.EventSinks) is YamlList { Items.Count: 0 },
        };
        return new EnvironmentReadResult(read.Text, isWrong ? null : environment, ordered);
    }
}
