using System.CommandLine;
using EventSinks.Binding;
using EventSinks.Environments;
using EventSinks.Tool.Hosting;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Env;

/// <summary><c>env show FILE...</c>: an environment as JSON or YAML, without its secrets.</summary>
internal sealed class EnvShowCommand(ToolConsole console)
{
    private readonly Argument<string[]> _files = CommonOptions.EnvironmentFiles("The environment files of a stack, in the order in which they are merged; - is the standard input.");

    private readonly Option<string[]> _updates = CommonOptions.Updates("Show what an update with this environment leaves behind.");

    private readonly Option<bool> _reveal = new("--reveal")
    {
        Description = "Show secrets, too. Without it, options that a plug-in calls secret, and options of sink types that cannot be loaded, are hidden.",
    };

    private readonly PluginOptions _plugins = new();
    private readonly Option<bool> _json = new("--json") { Description = "Write the JSON on one line." };
    private readonly Option<bool> _yaml = new("--yaml") { Description = "Write YAML instead, which reads back to the same values." };

    public Command Build()
    {
        var command = new Command("show", "Writes what environment files make together as JSON or YAML, with the sections in Heat's order and secrets hidden.")
        {
            _files, _updates, _reveal, _plugins.Folders, _plugins.Lock, _json, _yaml,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(_json) && result.GetValue(_yaml))
            {
                result.AddError("--json and --yaml exclude one another; leave one of them out.");
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var binder = new SinkBinder(SinkHost.NewBuilder(console, _plugins.Choose(parsed)).BuildCatalog());
        var updates = parsed.GetValue(_updates) ?? [];
        EnvironmentInput.RefuseTwice(parsed.GetRequiredValue(_files).Concat(updates));
        var files = await MergedFiles.ReadAsync(parsed.GetRequiredValue(_files), console).ConfigureAwait(false);
        if (updates.Length > 0)
        {
            files = files.Update(await MergedFiles.ReadAsync(updates, console).ConfigureAwait(false));
        }

        var bound = files.Bind(binder);
        if (bound.Environment is not { } environment)
        {
            DiagnosticPrinter.ToError(console).Write(bound);
            return ExitCode.WrongInput;
        }

        // Showing does not need sinks that bind; what is wrong with them is for 'env check'.
        Func<SinkDeclaration, string, bool>? isSecret = parsed.GetValue(_reveal) ? null : binder.IsSecret;
        var text = parsed.GetValue(_yaml) ? environment.ToYaml(isSecret) : $"{environment.ToJson(isSecret, indented: !parsed.GetValue(_json))}\n";
        await console.Out.WriteAsync(text).ConfigureAwait(false);
        return ExitCode.AllWell;
    }
}
