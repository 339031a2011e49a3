using System.CommandLine;
using EventSinks.Binding;
using EventSinks.Discovery;
using EventSinks.Tool.Hosting;
using EventSinks.Tool.Plugins.Inspection;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Plugins;

/// <summary><c>plugins show TYPE</c>: a sink type with its options, for people who write environments. Runs nothing of the plug-in, unless asked for its schema.</summary>
internal sealed class PluginsShowCommand(ToolConsole console)
{
    private readonly Argument<string> _type = new("TYPE") { Description = "The sink type, for example zaqar-queue." };
    private readonly PluginOptions _plugins = new();
    private readonly Option<bool> _json = CommonOptions.Json();

    private readonly Option<bool> _schema = new("--schema")
    {
        Description = "Write a JSON schema of the sink type's declarations in place of its options. Loads the plug-in and runs its code.",
    };

    public Command Build()
    {
        var command = new Command(
            "show",
            "Shows a sink type's plug-in and its options. No code of the plug-in runs, except with --schema. Exit code 1 if it is not there or cannot be used.")
        {
            _type, _schema, _plugins.Folders, _plugins.Lock, _json,
        };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var type = parsed.GetRequiredValue(_type);
        using var catalog = SinkHost.NewBuilder(console, _plugins.Choose(parsed)).BuildCatalog();
        var entry = catalog.Find(type) ?? throw new ToolException(ExitCode.WrongInput, $"there is no sink type \"{Harmless.Line(type)}\"; {catalog.Suggest(type)}");
        if (parsed.GetValue(_schema))
        {
            WriteSchema(entry, new SinkBinder(catalog));
            return ExitCode.AllWell;
        }

        var inspection = PluginInspector.Inspect(entry);
        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(console.Out, new { SinkType = SinkTypeView.Of(entry), inspection.Options, OptionsProblem = inspection.Problem });
        }
        else
        {
            Print(entry, inspection);
        }

        return entry.IsAvailable ? ExitCode.AllWell : ExitCode.WrongInput;
    }

    private void WriteSchema(SinkCatalogEntry entry, SinkBinder binder)
    {
        console.Complain($"eventsinks: --schema loads the plug-in {Harmless.Line(entry.Plugin)} and runs its code");
        try
        {
            console.Out.WriteLine(binder.DescribeDeclaration(entry));
        }
        catch (SinkTypeUnavailableException error)
        {
            throw new ToolException(ExitCode.WrongInput, $"the plug-in cannot be used: {error.Code}: {Harmless.Line(error.Message)}", error);
        }
        catch (TimeoutException error)
        {
            throw new ToolException(ExitCode.WrongInput, $"the plug-in {Harmless.Line(entry.Plugin)} did not answer in time", error);
        }
    }

    private void Print(SinkCatalogEntry entry, OptionsInspection inspection)
    {
        console.Out.WriteLine(Harmless.Line($"{entry.SinkType}: {entry.Plugin} {entry.Version}, contract {entry.ContractVersion}"));
        console.Out.WriteLine(Harmless.Line(entry.AssemblyPath ?? ""));
        if (!entry.IsAvailable)
        {
            console.Out.WriteLine(Harmless.Line($"cannot be used: {entry.ProblemCode}: {entry.Problem}"));
        }

        console.Out.WriteLine();
        if (inspection.Options is not { } options)
        {
            console.Out.WriteLine(Harmless.Line($"Its options are not known: {inspection.Problem}"));
            return;
        }

        if (options.Count == 0)
        {
            console.Out.WriteLine("It has no options.");
            return;
        }

        var table = new TextTable("OPTION", "VALUE", "REQUIRED", "SECRET", "DEFAULT", "RULES", "DESCRIPTION");
        foreach (var option in options)
        {
            table.Add(
                option.Key,
                option.Kind,
                option.IsRequired ? "yes" : "no",
                option.IsSecret ? "yes" : "no",
                option.Default,
                string.Join("; ", option.Rules),
                option.Description);
        }

        table.Write(console.Out);
        console.Out.WriteLine();
        console.Out.WriteLine("A default that only the plug-in's code knows is not shown.");
    }
}
