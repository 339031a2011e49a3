using EventSinks;
using Plugins.Shared;

namespace MissingDependency;

[ExportEventSink("missing-dependency")]
public sealed class MissingDependencyFactory : SilentFactory
{
    public MissingDependencyFactory() => Place = GoodDependency.Place.Name;

    protected override string Place { get; }
}
