using EventSinks.Http;
using EventSinks.Tool.Terminal;
using Microsoft.Extensions.Configuration;

namespace EventSinks.Tool.Hosting;

/// <summary>Makes the library's builder as the tool uses it: for one person, with that person's own credentials.</summary>
internal static class SinkHost
{
    private const string Prefix = "EVENTSINKS_";

    public static StackEventsBuilder NewBuilder(ToolConsole console, IEnumerable<DirectoryInfo>? plugins)
    {
        var builder = new StackEventsBuilder
        {
            Clock = console.Clock,

            // Whoever runs the tool may connect to these addresses anyway.
            Http = SinkHttpOptions.AnyAddress,
            SinkConfiguration = new ConfigurationBuilder().AddInMemoryCollection(Settings(console.Variables)).Build(),
        };
        builder.UseAmbientCredentials();

        // Without it the tool has no plug-ins of its own, which is no mistake.
        if (Directory.Exists(console.PluginFolder))
        {
            builder.AddPluginFolder(console.PluginFolder);
        }

        foreach (var folder in plugins ?? [])
        {
            builder.AddPluginFolder(folder.FullName);
        }

        return builder;
    }

    /// <summary>Settings of sink types: <c>EVENTSINKS_JSON_LINES__FOLDER</c> is <c>folder</c> of <c>json-lines</c>.</summary>
    private static IEnumerable<KeyValuePair<string, string?>> Settings(IReadOnlyDictionary<string, string> variables)
    {
        foreach (var (name, value) in variables)
        {
            if (!name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var parts = name[Prefix.Length..].Split("__");
            if (parts.Length > 1)
            {
                // A shell's variables have no dashes in their names.
                parts[0] = parts[0].Replace('_', '-');
                yield return new(string.Join(':', parts), value);
            }
        }
    }
}
