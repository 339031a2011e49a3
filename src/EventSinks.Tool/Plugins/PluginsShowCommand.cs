using System.CommandLine;
using EventSinks.Binding;
using EventSinks.Discovery;
using EventSinks.Tool.Hosting;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Plugins;

/// <summary><c>plugins show TYPE</c>: a sink type with its options, for people who write environments.</summary>
internal sealed class PluginsShowCommand(ToolConsole console)
{
    private readonly Argument<string> _type = new("TYPE") { Description = "The sink type, for example zaqar-queue." };
    private readonly Option<DirectoryInfo[]> _plugins = CommonOptions.Plugins();
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command("show", "Shows a sink type's plug-in and its options. Loads the plug-in. Exit code 1 if it is not there or cannot be used.") { _type, _plugins, _json };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var type = parsed.GetRequiredValue(_type);
        var catalog = SinkHost.NewBuilder(console, parsed.GetValue(_plugins)).BuildCatalog();
        var entry = catalog.Find(type) ?? throw new ToolException(ExitCode.WrongInput, $"there is no sink type \"{Harmless.Line(type)}\"; {catalog.Suggest(type)}");
        var options = Describe(entry, new SinkBinder(catalog));
        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(console.Out, new { SinkType = SinkTypeView.Of(entry), Options = options });
        }
        else
        {
            Print(entry, options);
        }

        return entry.IsAvailable ? ExitCode.AllWell : ExitCode.WrongInput;
    }

    private static IReadOnlyList<SinkOption> Describe(SinkCatalogEntry entry, SinkBinder binder)
    {
        try
        {
            return binder.DescribeOptions(entry);
        }
        catch (SinkTypeUnavailableException)
        {
            // The entry says why.
            return [];
        }
        catch (TimeoutException error)
        {
            throw new ToolException(ExitCode.WrongInput, $"the plug-in {entry.Plugin} did not answer in time", error);
        }
    }

    private void Print(SinkCatalogEntry entry, IReadOnlyList<SinkOption> options)
    {
        console.Out.WriteLine(Harmless.Line($"{entry.SinkType}: {entry.Plugin} {entry.Version}, contract {entry.ContractVersion}"));
        console.Out.WriteLine(Harmless.Line(entry.AssemblyPath ?? ""));
        if (!entry.IsAvailable)
        {
            console.Out.WriteLine(Harmless.Line($"cannot be used: {entry.ProblemCode}: {entry.Problem}"));
            return;
        }

        console.Out.WriteLine();
        if (options.Count == 0)
        {
            console.Out.WriteLine("It has no options.");
            return;
        }

        var table = new TextTable("OPTION", "VALUE", "REQUIRED", "SECRET", "RULES", "DESCRIPTION");
        foreach (var option in options)
        {
            table.Add(
                option.Key, option.Kind, option.IsRequired ? "yes" : "no", option.IsSecret ? "yes" : "no", string.Join("; ", option.Rules), option.Description);
        }

        table.Write(console.Out);
    }
}
