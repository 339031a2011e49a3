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
    /// <returns>The environment.</returns>
    /// <exception cref="ToolException">It cannot be delivered with.</exception>
    public static async Task<StackEnvironment> ReadAsync(IReadOnlyList<string> files, SinkCatalog catalog, ToolConsole console)
    {
        var read = await CheckedEnvironment.ReadAsync(files, new SinkBinder(catalog), console).ConfigureAwait(false);
        DiagnosticPrinter.ToError(console).Write(read);
        var names = Harmless.Line(string.Join(" and ", files.Select(EnvironmentInput.NameOf)));
        var isOne = files.Count == 1;
        if (read.Environment is not { } environment || read.Errors > 0)
        {
            throw new ToolException(ExitCode.WrongInput, $"{names} {(isOne ? "has" : "have")} errors; nothing was published");
        }

        return read.Bindings.Count > 0
            ? environment
            : throw new ToolException(ExitCode.WrongInput, $"{names} {(isOne ? "names" : "name")} no sinks; nothing was published");
    }
}
