using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ThrowingInitializer;

/// <summary>Throws as soon as anything of the plug-in runs.</summary>
internal static class Initializer
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255:The 'ModuleInitializer' attribute should not be used in libraries", Justification = "That is what the host is tested with.")]
    internal static void Run() => throw new InvalidOperationException("the initializer's own words");
}
