using System.Diagnostics.CodeAnalysis;
using EventSinks;
using Plugins.Shared;

namespace StaticTroubles;

/// <summary>Never gets ready.</summary>
[ExportEventSink("blocking-static")]
public sealed class BlockingStaticFactory : SilentFactory
{
    [SuppressMessage("Performance", "CA1810:Initialize reference type static fields inline", Justification = "That is what the host is tested with.")]
    static BlockingStaticFactory() => Never.Come();
}
