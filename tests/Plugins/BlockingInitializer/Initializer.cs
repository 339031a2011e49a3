using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Plugins.Shared;

namespace BlockingInitializer;

/// <summary>Never returns.</summary>
internal static class Initializer
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255:The 'ModuleInitializer' attribute should not be used in libraries", Justification = "That is what the host is tested with.")]
    internal static void Run() => Never.Come();
}
