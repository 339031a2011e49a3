using System.CommandLine;
using EventSinks.Binding;
using EventSinks.Tool.Hosting;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Env;

/// <summary><c>env check FILE...</c>: everything that is wrong with environment files, at once.</summary>
internal sealed class EnvCheckCommand(ToolConsole console)
{
    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "Environment files, in YAML or JSON. Each is checked on its own.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<DirectoryInfo[]> _plugins = CommonOptions.Plugins();
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command("check", "Reads environment files and binds their sinks; says all that is wrong, with its place. Exit code 1 if there is an error.")
        {
            _files, _plugins, _json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var binder = new SinkBinder(SinkHost.NewBuilder(console, parsed.GetValue(_plugins)).BuildCatalog());
        List<CheckedEnvironment> environments = [];
        foreach (var file in parsed.GetRequiredValue(_files))
        {
            environments.Add(await CheckedEnvironment.ReadAsync(file, binder, console.Stopping).ConfigureAwait(false));
        }

        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(console.Out, View(environments));
        }
        else
        {
            Print(environments);
        }

        return environments.Sum(static each => each.Errors) > 0 ? ExitCode.WrongInput : ExitCode.AllWell;
    }

    private static object View(List<CheckedEnvironment> environments) => new
    {
        Errors = environments.Sum(static each => each.Errors),
        Warnings = environments.Sum(static each => each.Warnings),
        Files = environments.Select(static each => new
        {
            each.File,
            each.Errors,
            each.Warnings,
            Sinks = each.Bindings.Select(static binding => new
            {
                binding.Name,
                Type = binding.SinkType,
                Destination = binding.Destination.Identity,
            }),
            Diagnostics = each.Diagnostics.Select(DiagnosticView.Of),
        }),
    };

    private void Print(List<CheckedEnvironment> environments)
    {
        var printer = DiagnosticPrinter.ToOut(console);
        environments.ForEach(printer.Write);
        console.Out.WriteLine(
            $"{Words.Count(environments.Count, "file")}, {Words.Count(environments.Sum(static each => each.Bindings.Count), "sink")} ready: "
            + $"{Words.Count(environments.Sum(static each => each.Errors), "error")}, {Words.Count(environments.Sum(static each => each.Warnings), "warning")}");
    }
}
