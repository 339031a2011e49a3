using EventSinks.Binding;
using EventSinks.Environments;
using EventSinks.Tool.Terminal;
using EventSinks.Yaml;

namespace EventSinks.Tool.Env;

/// <summary>The environment of one stack, of one file or several, held against the plug-ins that there are.</summary>
/// <param name="Sources">The files and their texts, each file once.</param>
/// <param name="Environment">The environment as it counts; null if reading or merging found an error.</param>
/// <param name="Bindings">The sinks that are ready to deliver.</param>
/// <param name="Diagnostics">Everything that is wrong or doubtful, file after file.</param>
internal sealed record CheckedEnvironment(
    IReadOnlyList<EnvironmentSource> Sources,
    StackEnvironment? Environment,
    IReadOnlyList<SinkBinding> Bindings,
    IReadOnlyList<Diagnostic> Diagnostics)
{
    public int Errors => Diagnostics.Count(static diagnostic => diagnostic.IsError);

    public int Warnings => Diagnostics.Count - Errors;

    /// <summary>Reads, merges and binds files.</summary>
    public static async Task<CheckedEnvironment> ReadAsync(IEnumerable<string> files, SinkBinder binder, ToolConsole console) =>
        (await MergedFiles.ReadAsync(files, console).ConfigureAwait(false)).Bind(binder);

    /// <summary>Gets what concerns one of the files.</summary>
    public CheckedEnvironment Of(EnvironmentSource source) => this with
    {
        Sources = [source],
        Bindings = [.. Bindings.Where(binding => binding.Declaration.File == source.File)],
        Diagnostics = [.. Diagnostics.Where(diagnostic => diagnostic.File == source.File)],
    };
}
