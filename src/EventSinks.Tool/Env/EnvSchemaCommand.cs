using System.CommandLine;
using EventSinks.Binding;
using EventSinks.Tool.Hosting;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Env;

/// <summary><c>env schema</c>: a JSON schema of environments with the sink types that there are, for editors.</summary>
internal sealed class EnvSchemaCommand(ToolConsole console)
{
    private readonly PluginOptions _plugins = new();

    private readonly Option<string?> _output = new("--output", "-o")
    {
        HelpName = "FILE",
        Description = "The file to write, in place of the standard output. What it held before is lost.",
    };

    public Command Build()
    {
        var command = new Command("schema", "Writes a JSON schema of environment files with the sink types that there are, for editors. Loads their plug-ins.")
        {
            _plugins.Folders, _plugins.Lock, _output,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var schema = new SinkBinder(SinkHost.NewBuilder(console, _plugins.Choose(parsed)).BuildCatalog()).DescribeEnvironment();
        foreach (var warning in schema.Warnings)
        {
            console.Complain($"eventsinks: warning: {Harmless.Line(warning)}");
        }

        if (parsed.GetValue(_output) is { } file)
        {
            await WriteAsync(file, schema.Json).ConfigureAwait(false);
        }
        else
        {
            await console.Out.WriteAsync($"{schema.Json}\n").ConfigureAwait(false);
        }

        return ExitCode.AllWell;
    }

    private async Task WriteAsync(string file, string json)
    {
        try
        {
            await File.WriteAllTextAsync(file, $"{json}\n", console.Stopping).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ToolException(ExitCode.WrongInput, $"{Harmless.Line(file)} cannot be written: {Harmless.Line(error.Message)}", error);
        }
    }
}
