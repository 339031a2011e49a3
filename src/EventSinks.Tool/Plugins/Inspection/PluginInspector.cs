using System.Reflection;
using EventSinks.Discovery;

namespace EventSinks.Tool.Plugins.Inspection;

/// <summary>Reads the options of a sink type from the metadata of its plug-in: nothing of it is loaded to be run.</summary>
internal static class PluginInspector
{
    // Deep enough for all that MetadataFitness lets through.
    private const int StackBytes = 16 * 1024 * 1024;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Reads the options of a sink type.</summary>
    /// <param name="entry">The sink type.</param>
    /// <returns>The options, or why they are not known.</returns>
    public static OptionsInspection Inspect(SinkCatalogEntry entry)
    {
        if (entry is not { LoadPath: { } path, FactoryType: { } factory })
        {
            return new(null, "nothing of the plug-in could be read");
        }

        var inspection = new OptionsInspection(null, $"looking at its metadata took longer than {Limit.TotalSeconds:0} s");
        var thread = new Thread(() => Volatile.Write(ref inspection, Inspect(path, factory)), StackBytes) { IsBackground = true, Name = "EventSinks inspection" };
        thread.Start();
        thread.Join(Limit);
        return Volatile.Read(ref inspection);
    }

    private static OptionsInspection Inspect(string path, string factory)
    {
        try
        {
            using var context = new MetadataLoadContext(new PluginAssemblies(Path.GetDirectoryName(path)!), typeof(object).Assembly.GetName().Name);
            var type = PluginAssemblies.Load(context, path).GetType(factory, throwOnError: true)!;
            if (OptionsTypeFinder.Find(type) is not { } options)
            {
                return new(null, $"{factory} does not derive from EventSinkFactory<TOptions>, so that only its code knows them");
            }

            var constructor = OptionsTypeFinder.ConstructorOf(options);
            return new([.. OptionsTypeFinder.OptionsOf(options).Select(property => OptionReading.Read(property, constructor))], null);
        }
        catch (Exception error)
        {
            // Reflection trusts a file's tables: over a damaged one it stumbles in many ways. A missing dependency ends here too.
            return new(null, $"its metadata cannot be read: {error.GetType().Name}: {error.Message}");
        }
    }
}
