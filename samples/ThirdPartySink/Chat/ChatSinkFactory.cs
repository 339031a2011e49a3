using EventSinks;

namespace ThirdPartySink.Chat;

[ExportEventSink("chat")]
public sealed class ChatSinkFactory(ISinkHttp http) : EventSinkFactory<ChatOptions>
{
    protected override SinkDestination Describe(ChatOptions options) => new(options.Room, Endpoint: new Uri(options.Room).Authority);
    protected override IEventSink Create(ChatOptions options, SinkContext context) => new ChatSink(http.GetClient(new()), options);
}
