using EventSinks.Storage;

namespace EventSinks.Tool.Stores;

/// <summary>A store that is looked at and steered, whoever delivers from it meanwhile. To be disposed.</summary>
/// <param name="reader">What may be read.</param>
/// <param name="lanes">What may be asked of lanes.</param>
/// <param name="owned">What is closed at the end, if anything is.</param>
internal sealed class StoreVisit(IEventStoreReader reader, ILaneControl lanes, IAsyncDisposable? owned = null) : IAsyncDisposable
{
    public IEventStoreReader Reader { get; } = reader;

    public ILaneControl Lanes { get; } = lanes;

    public ValueTask DisposeAsync() => owned?.DisposeAsync() ?? ValueTask.CompletedTask;
}
