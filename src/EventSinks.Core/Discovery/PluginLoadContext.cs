using System.Reflection;
using System.Runtime.Loader;

namespace EventSinks.Discovery;

/// <summary>
/// One plug-in's world: what is shared comes from the host, everything else from the plug-in's own folder. Not collectible: a sink type is
/// used for as long as the process lives.
/// </summary>
/// <param name="assemblyPath">The plug-in's DLL.</param>
/// <param name="shared">What comes from the host.</param>
/// <param name="isConfined">
/// Whether nothing is loaded from elsewhere than the plug-in's folder, whatever its <c>.deps.json</c> says: that folder alone was checked.
/// </param>
internal sealed class PluginLoadContext(string assemblyPath, SharedAssemblies shared, bool isConfined)
    : AssemblyLoadContext($"EventSinks plug-in {Path.GetFileNameWithoutExtension(assemblyPath)}")
{
    private readonly AssemblyDependencyResolver _resolver = new(assemblyPath);
    private readonly string _folder = Path.GetDirectoryName(assemblyPath)! + Path.DirectorySeparatorChar;

    protected override Assembly? Load(AssemblyName assemblyName) =>
        shared.Find(assemblyName) is { } own ? own
        : _resolver.ResolveAssemblyToPath(assemblyName) is { } path && MayLoad(path) ? LoadFromAssemblyPath(path)
        : null;

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path && MayLoad(path) ? LoadUnmanagedDllFromPath(path) : IntPtr.Zero;

    private bool MayLoad(string path) => !isConfined || Path.GetFullPath(path).StartsWith(_folder, StringComparison.Ordinal);
}
