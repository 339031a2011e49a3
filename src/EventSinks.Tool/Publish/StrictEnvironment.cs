using EventSinks.Binding;
using EventSinks.Discovery;
using EventSinks.Environments;
using EventSinks.Tool.Env;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Publish;

/// <summary>Reads an environment that events are about to be delivered with: nothing may be wrong with it, and it names a sink.</summary>
internal static class StrictEnvironment
{
    /// <summary>Reads it, and shows what is doubtful or wrong.</summary>
    /// <param name="files">The files, in order.</param>
    /// <param name="catalog">The sink types that there are.</param>
    /// <param name="done">What would have been done with the event or events, for example <c>published</c>.</param>
    /// <param name="console">The world around the tool.</param>
    /// <returns>The environment.</returns>
    /// <exception cref="ToolException">It cannot be delivered with.</exception>
    public static async Task<StackEnvironment> ReadAsync(IReadOnlyList<string> files, SinkCatalog catalog, string done, ToolConsole console)
    {
        EnvironmentInput.RefuseTwice(files);
        var read = await CheckedEnvironment.ReadAsync(files, new SinkBinder(catalog), console).ConfigureAwait(false);
        DiagnosticPrinter.ToError(console).Write(read);
        var names = Harmless.Line(string.Join(" and ", files.Select(EnvironmentInput.NameOf)));
        var isOne = files.Count == 1;
        if (read.Environment is not { } environment || read.Errors > 0)
        {
            throw new ToolException(ExitCode.WrongInput, $"{names} {(isOne ? "has" : "have")} errors; nothing was {done}");
        }

        if (read.Bindings.Count > 0)
        {
            return environment;
        }

        var reason = environment.Sinks.Count == 0
            ? $"{names} {(isOne ? "names" : "name")} no sinks"
            : $"every sink of {names} is switched off (enabled: false)";
        throw new ToolException(ExitCode.WrongInput, $"{reason}; nothing was {done}");
    }
}
