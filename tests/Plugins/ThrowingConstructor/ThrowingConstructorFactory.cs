using EventSinks;
using Plugins.Shared;

namespace ThrowingConstructor;

[ExportEventSink("throwing-constructor")]
public sealed class ThrowingConstructorFactory : SilentFactory
{
    public ThrowingConstructorFactory() => throw new InvalidOperationException("the constructor's own words");
}
