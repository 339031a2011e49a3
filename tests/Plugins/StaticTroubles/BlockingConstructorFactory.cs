using EventSinks;
using Plugins.Shared;

namespace StaticTroubles;

/// <summary>Never gets made.</summary>
[ExportEventSink("blocking-constructor")]
public sealed class BlockingConstructorFactory : SilentFactory
{
    public BlockingConstructorFactory() => Never.Come();
}
