using System.CommandLine;
using EventSinks.Binding;
using EventSinks.StrictHeat;
using EventSinks.Tool.Hosting;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Env;

/// <summary><c>env check FILE...</c>: everything that is wrong with environment files, at once.</summary>
internal sealed class EnvCheckCommand(ToolConsole console)
{
    private readonly Argument<string[]> _files = CommonOptions.EnvironmentFiles("The environment files of a stack, in YAML or JSON, in the order in which they are merged; - is the standard input.");

    private readonly Option<bool> _each = new("--each") { Description = "Check each file on its own, instead of merging them." };

    private readonly Option<string[]> _updates = CommonOptions.Updates("Check what an update with this environment leaves behind.");

    private readonly Option<bool> _strictHeat = new("--strict-heat")
    {
        Description = "Report as errors what is right here, and what Heat would refuse, lose or misread.",
    };

    private readonly Option<FileInfo> _policy = new Option<FileInfo>("--policy")
    {
        HelpName = "FILE",
        Description = "Hold the sinks to an operator's policy as well: a JSON file with the keys of SinkPolicy.",
    }.AcceptExistingOnly();

    private readonly PluginOptions _plugins = new();
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command("check", "Reads environment files, merges them and binds their sinks; says all that is wrong, with its place. Exit code 1 if there is an error.")
        {
            _files, _each, _updates, _strictHeat, _policy, _plugins.Folders, _plugins.Lock, _json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var policy = PolicyFile.Read(parsed.GetValue(_policy));
        var binder = new SinkBinder(SinkHost.NewBuilder(console, _plugins.Choose(parsed)).BuildCatalog(), policy: policy);
        var files = parsed.GetRequiredValue(_files);
        var patches = parsed.GetValue(_updates) ?? [];
        EnvironmentInput.RefuseTwice(files.Concat(patches));
        var updates = patches.Length > 0 ? await MergedFiles.ReadAsync(patches, console).ConfigureAwait(false) : null;
        List<CheckedEnvironment> environments = [];
        foreach (var together in parsed.GetValue(_each) ? files.Chunk(1) : [files])
        {
            environments.Add((await ReadAsync(together, updates, parsed.GetValue(_strictHeat)).ConfigureAwait(false)).Bind(binder));
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

    private async Task<MergedFiles> ReadAsync(IEnumerable<string> files, MergedFiles? updates, bool isStrict)
    {
        var created = await MergedFiles.ReadAsync(files, console).ConfigureAwait(false);
        var all = updates is null ? created : created.Update(updates);
        return isStrict ? all with { Diagnostics = [.. all.Diagnostics, .. HeatCheck.Check(created.Files, updates?.Files)] } : all;
    }

    private static object View(List<CheckedEnvironment> environments) => new
    {
        Errors = environments.Sum(static each => each.Errors),
        Warnings = environments.Sum(static each => each.Warnings),
        Files = environments.SelectMany(static each => each.Sources.Select(each.Of)).Select(static each => new
        {
            each.Sources[0].File,
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
            $"{Words.Count(environments.SelectMany(static each => each.Sources).DistinctBy(static source => source.File).Count(), "file")}, {Words.Count(environments.Sum(static each => each.Bindings.Count), "sink")} ready: "
            + $"{Words.Count(environments.Sum(static each => each.Errors), "error")}, {Words.Count(environments.Sum(static each => each.Warnings), "warning")}");
    }
}
