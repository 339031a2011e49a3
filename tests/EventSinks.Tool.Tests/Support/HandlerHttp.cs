namespace EventSinks.Tool.Support;

/// <summary>HTTP that a handler of the test answers.</summary>
internal sealed class HandlerHttp(HttpMessageHandler handler) : ISinkHttp
{
    public HttpClient GetClient(SinkHttpSettings settings) => new(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
}
