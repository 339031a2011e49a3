using EventSinks.Discovery;
using EventSinks.Http;
using EventSinks.Tool.Terminal;
using Microsoft.Extensions.Configuration;

namespace EventSinks.Tool.Hosting;

/// <summary>Makes the library's builder as the tool uses it: for one person, with that person's own credentials.</summary>
internal static class SinkHost
{
    private const string Prefix = "EVENTSINKS_";

    public static StackEventsBuilder NewBuilder(ToolConsole console, PluginChoice plugins)
    {
        var builder = new StackEventsBuilder
        {
            Clock = console.Clock,

            // Whoever runs the tool may connect to these addresses anyway.
            Http = SinkHttpOptions.AnyAddress,
            SinkConfiguration = new ConfigurationBuilder().AddInMemoryCollection(Settings(console.Variables)).Build(),
        };
        builder.UseAmbientCredentials();

        if (plugins.Lock is { } file)
        {
            UseLock(builder, file);
        }
        else if (Directory.Exists(console.PluginFolder))
        {
            // Without it the tool has no plug-ins of its own, which is no mistake.
            builder.AddPluginFolder(console.PluginFolder);
        }

        foreach (var folder in plugins.Folders)
        {
            builder.AddPluginFolder(folder);
        }

        return builder;
    }

    // A lock that cannot be read would be a line in the catalog, and every sink type unknown; here somebody is there to be told.
    private static void UseLock(StackEventsBuilder builder, string file)
    {
        try
        {
            _ = PluginLock.Read(file);
        }
        catch (PluginLockException error)
        {
            throw new ToolException(ExitCode.WrongInput, Harmless.Line(error.Message), error);
        }

        builder.UsePluginLock(file);
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
