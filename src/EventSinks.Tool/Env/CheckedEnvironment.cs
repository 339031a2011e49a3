using EventSinks.Binding;
using EventSinks.Environments;
using EventSinks.Yaml;

namespace EventSinks.Tool.Env;

/// <summary>An environment file, read and held against the plug-ins that there are.</summary>
/// <param name="File">The file, as it was given.</param>
/// <param name="Source">Its text; empty if it could not be read as text.</param>
/// <param name="Environment">The environment; null if reading found an error.</param>
/// <param name="Bindings">The sinks that are ready to deliver.</param>
/// <param name="Diagnostics">Everything that is wrong or doubtful.</param>
internal sealed record CheckedEnvironment(
    string File,
    string Source,
    StackEnvironment? Environment,
    IReadOnlyList<SinkBinding> Bindings,
    IReadOnlyList<Diagnostic> Diagnostics)
{
    public int Errors => Diagnostics.Count(static diagnostic => diagnostic.IsError);

    public int Warnings => Diagnostics.Count - Errors;

    public static async Task<CheckedEnvironment> ReadAsync(string file, SinkBinder binder, CancellationToken cancellationToken)
    {
        var read = await EnvironmentReader.TryReadFileAsync(file, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (read.Environment is not { } environment)
        {
            return new CheckedEnvironment(file, read.Source, null, [], read.Diagnostics);
        }

        var report = binder.Bind(environment);
        return new CheckedEnvironment(file, read.Source, environment, report.Bindings, report.Diagnostics);
    }
}
