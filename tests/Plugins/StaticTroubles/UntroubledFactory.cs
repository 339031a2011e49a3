using EventSinks;
using Plugins.Shared;

namespace StaticTroubles;

/// <summary>The good type beside those with troubles.</summary>
[ExportEventSink("untroubled")]
public sealed class UntroubledFactory : SilentFactory;
