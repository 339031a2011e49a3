using EventSinks.Binding;
using EventSinks.Environments;
using EventSinks.Tool.Terminal;
using EventSinks.Yaml;

namespace EventSinks.Tool.Env;

/// <summary>Environment files, read and merged in order.</summary>
/// <param name="Sources">The files and their texts; a text is empty if the file could not be read as text.</param>
/// <param name="Files">What each of them says, those with errors left out.</param>
/// <param name="Environment">What they make together; if something is wrong, what can be made of them all the same.</param>
/// <param name="IsWhole">Whether nothing is wrong.</param>
/// <param name="Diagnostics">What is wrong or doubtful.</param>
internal sealed record MergedFiles(
    IReadOnlyList<EnvironmentSource> Sources,
    IReadOnlyList<StackEnvironment> Files,
    StackEnvironment Environment,
    bool IsWhole,
    IReadOnlyList<Diagnostic> Diagnostics)
{
    public static async Task<MergedFiles> ReadAsync(IEnumerable<string> files, ToolConsole console)
    {
        List<EnvironmentSource> sources = [];
        List<StackEnvironment> readable = [];
        List<Diagnostic> diagnostics = [];
        foreach (var file in files)
        {
            var read = await EnvironmentInput.ReadAsync(file, console).ConfigureAwait(false);
            sources.Add(new EnvironmentSource(EnvironmentInput.NameOf(file), read.Source));
            diagnostics.AddRange(read.Diagnostics);
            readable.AddRange(read.IsValid ? [read.Environment] : []);
        }

        // What only merging can find wrong has nothing to do with sinks, and updates put those together the same way.
        var merged = EnvironmentMerger.Merge(readable);
        diagnostics.AddRange(merged.Diagnostics);
        var environment = merged.Environment ?? readable.Aggregate(StackEnvironment.Empty, static (before, next) => before.Update(next));
        return new MergedFiles(sources, readable, environment, merged.IsValid && readable.Count == sources.Count, diagnostics);
    }

    /// <summary>Gets what an update leaves behind.</summary>
    public MergedFiles Update(MergedFiles patch) => new(
        [.. Sources, .. patch.Sources],
        [.. Files, .. patch.Files],
        Environment.Update(patch.Environment),
        IsWhole && patch.IsWhole,
        [.. Diagnostics, .. patch.Diagnostics]);

    /// <summary>Binds the sinks, even if something is wrong, so that everything is said at once.</summary>
    public CheckedEnvironment Bind(SinkBinder binder)
    {
        var report = binder.Bind(Environment);
        Diagnostic[] all = [.. Diagnostics.Concat(report.Diagnostics).Distinct()];
        return new CheckedEnvironment(
            [.. Sources.DistinctBy(static source => source.File)],
            IsWhole ? report.Environment : null,
            report.Bindings,
            [
                .. Sources.Select(static source => source.File).Distinct()
                    .SelectMany(file => all.Where(diagnostic => diagnostic.File == file).OrderBy(static diagnostic => diagnostic.Span.Start)),
            ]);
    }
}
