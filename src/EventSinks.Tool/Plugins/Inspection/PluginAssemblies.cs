using System.Reflection;
using System.Runtime.InteropServices;

namespace EventSinks.Tool.Plugins.Inspection;

/// <summary>
/// Where assemblies are found whose metadata is looked at: the runtime's own first, so that no plug-in says what a <c>string</c> is; then
/// the plug-in's folder; then the tool's, which has what hosts share with plug-ins.
/// </summary>
/// <param name="pluginFolder">The plug-in's folder.</param>
internal sealed class PluginAssemblies(string pluginFolder) : MetadataAssemblyResolver
{
    private readonly string[] _folders = [RuntimeEnvironment.GetRuntimeDirectory(), pluginFolder, AppContext.BaseDirectory];

    public override Assembly? Resolve(MetadataLoadContext context, AssemblyName assemblyName)
    {
        // A name is what the file says: it must not lead elsewhere.
        if (assemblyName.Name is not { } name || name.AsSpan().ContainsAny('/', '\\', ':') || name.Any(char.IsControl))
        {
            return null;
        }

        var path = _folders.Select(folder => Path.Combine(folder, $"{name}.dll")).FirstOrDefault(File.Exists);
        return path is null ? null : Load(context, path);
    }

    /// <summary>Loads the metadata of an assembly that is fit to be looked at.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public static Assembly Load(MetadataLoadContext context, string path)
    {
        MetadataFitness.Check(path);
        return context.LoadFromAssemblyPath(path);
    }
}
