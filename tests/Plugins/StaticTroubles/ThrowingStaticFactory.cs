using System.Diagnostics.CodeAnalysis;
using EventSinks;
using Plugins.Shared;

namespace StaticTroubles;

/// <summary>Throws when it is used for the first time.</summary>
[ExportEventSink("throwing-static")]
public sealed class ThrowingStaticFactory : SilentFactory
{
    [SuppressMessage("Design", "CA1065:Do not raise exceptions in unexpected locations", Justification = "That is what the host is tested with.")]
    static ThrowingStaticFactory() => throw new InvalidOperationException("the static constructor's own words");
}
