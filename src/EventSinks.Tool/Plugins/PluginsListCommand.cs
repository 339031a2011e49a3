using System.CommandLine;
using EventSinks.Tool.Hosting;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Plugins;

/// <summary><c>plugins list</c>: the sink types that there are, and what could not be loaded. Runs nothing of any plug-in.</summary>
internal sealed class PluginsListCommand(ToolConsole console)
{
    private readonly PluginOptions _plugins = new();
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command("list", "Lists sink types with their plug-ins, and plug-ins that cannot be used with the reason. No code of a plug-in runs.") { _plugins.Folders, _plugins.Lock, _json };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        using var catalog = SinkHost.NewBuilder(console, _plugins.Choose(parsed)).BuildCatalog();
        var entries = catalog.Entries;
        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(console.Out, entries.Select(SinkTypeView.Of));
            return ExitCode.AllWell;
        }

        if (entries.Count == 0)
        {
            console.Out.WriteLine($"There are no plug-ins in {console.PluginFolder}; --plugins DIR names another folder.");
            return ExitCode.AllWell;
        }

        var table = new TextTable("TYPE", "PLUG-IN", "VERSION", "STATE");
        foreach (var entry in entries)
        {
            table.Add(entry.SinkType, entry.Plugin, entry.Version?.ToString(), entry.IsAvailable ? "available" : $"{entry.ProblemCode}: {entry.Problem}");
        }

        table.Write(console.Out);
        return ExitCode.AllWell;
    }
}
