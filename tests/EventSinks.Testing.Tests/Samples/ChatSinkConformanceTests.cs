using EventSinks.Testing.Conformance;
using ThirdPartySink.Chat;

namespace EventSinks.Testing.Samples;

/// <summary>The sink type <c>chat</c> of samples/ThirdPartySink, held to the contract.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ChatSinkConformanceTests : HttpSinkConformanceTests<ChatSinkFactory>
{
    protected override IEnumerable<string> ValidOptions =>
    [
        "room: https://chat.example.org/rooms/ops",
        "room: https://chat.example.org/rooms/dev\ntoken: t0p-s3cret",
    ];

    protected override IEnumerable<string> InvalidOptions => ["", "room: ops", "room: https://chat.example.org\ncolour: red"];

    protected override bool PassesBodies => false;
}
