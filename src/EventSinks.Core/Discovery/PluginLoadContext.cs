using System.Reflection;
using System.Runtime.Loader;

namespace EventSinks.Discovery;

/// <summary>
/// One plug-in's world: what is shared comes from the host, everything else from the plug-in's own folder. Not collectible: a sink type is
/// used for as long as the process lives.
/// </summary>
internal sealed class PluginLoadContext(string assemblyPath, SharedAssemblies shared) : AssemblyLoadContext($"EventSinks plug-in {Path.GetFileNameWithoutExtension(assemblyPath)}")
{
    private readonly AssemblyDependencyResolver _resolver = new(assemblyPath);

    protected override Assembly? Load(AssemblyName assemblyName) =>
        shared.Find(assemblyName) is { } own ? own
        : _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path)
        : null;

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : IntPtr.Zero;
}
