using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace LeavesTrace;

/// <summary>Shows that something of the plug-in has run: it writes a file beside its DLL.</summary>
internal static class Initializer
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255:The 'ModuleInitializer' attribute should not be used in libraries", Justification = "That is what the host is tested with.")]
    internal static void Run() => File.WriteAllText(Path.ChangeExtension(typeof(Initializer).Assembly.Location, ".trace"), "something ran");
}
