using Moq;

namespace EventSinks.Local;

[Parallelizable(ParallelScope.All)]
public sealed class ConsoleSinkTests
{
    [Test]
    public async Task Deliver_AsText_LooksLikeHeatsClient() =>
        Assert.That(
            await WriteAsync("text", Some.Event("server")),
            Is.EqualTo("2026-11-22 08:21:17 [server]: CREATE_COMPLETE  state changed\n"));

    [Test]
    public async Task Deliver_WithoutAReason_EndsAfterTheStatus() =>
        Assert.That(await WriteAsync("text", Some.Event(reason: null)), Is.EqualTo("2026-11-22 08:21:17 [server]: CREATE_COMPLETE\n"));

    [Test]
    public async Task Deliver_AsJson_WritesTheBodyOnOneLine()
    {
        var e = Some.Event(reason: "größer\nals eine Zeile");

        var line = await WriteAsync("json", e);

        Assert.That(line, Does.EndWith("\n"));
        Assert.That(line.TrimEnd('\n'), Does.Not.Contain('\n'));
        Assert.That(StackEvent.Parse(System.Text.Encoding.UTF8.GetBytes(line)).ResourceStatusReason, Is.EqualTo(e.ResourceStatusReason));
    }

    [TestCase("two\nlines\r\n", "two lines  ")]
    [TestCase("\u001b[2Jgone", "\\u001b[2Jgone")]
    [TestCase("\u009b2Jgone", "\\u009b2Jgone")]
    [TestCase("abc\u202etxt", "abc\\u202etxt")]
    [TestCase("größe 🙂", "größe 🙂")]
    public async Task Deliver_AsText_CannotForgeALineOrSteerTheTerminal(string reason, string shown) =>
        Assert.That(
            await WriteAsync("text", Some.Event(reason: reason)),
            Is.EqualTo($"2026-11-22 08:21:17 [server]: CREATE_COMPLETE  {shown}\n"));

    [Test]
    public async Task Deliver_FromManyLanes_KeepsEachBatchTogether()
    {
        await using var output = new TornWriter();
        using var target = new ConsoleTarget(() => output);

        await Parallel.ForAsync(0, 50, async (lane, token) =>
        {
            await using var sink = new ConsoleSink(target, "text");
            await sink.DeliverAsync(Some.BatchOf($"lane{lane}", 20), token);
        });

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.EqualTo(1000));
        Assert.That(lines.Chunk(20).Select(batch => batch.Distinct().Count()), Is.All.EqualTo(1));
        Assert.That(lines, Is.All.Match(@"^2026-11-22 08:21:17 \[lane\d+\]: CREATE_COMPLETE  state changed$"));
    }

    [Test]
    public async Task Deliver_WhenTheOutputFails_RetriesWithItsWords()
    {
        var output = new Mock<TextWriter>();
        output.Setup(writer => writer.WriteAsync(It.IsAny<string>())).ThrowsAsync(new IOException("No space left on device"));

        Assert.That(
            await DeliverAsync(output.Object),
            Is.EqualTo(DeliveryResult.Retry("the console cannot be written to: No space left on device")));
    }

    [Test]
    public async Task Deliver_WhenTheOutputIsClosed_Suspends()
    {
        var output = new Mock<TextWriter>();
        output.Setup(writer => writer.WriteAsync(It.IsAny<string>())).ThrowsAsync(new ObjectDisposedException("output"));

        Assert.That((await DeliverAsync(output.Object)).Outcome, Is.EqualTo(DeliveryOutcome.Suspended));
    }

    [Test]
    public async Task Deliver_AfterAFailure_LetsTheNextLaneWrite()
    {
        var output = new Mock<TextWriter>();
        output.SetupSequence(writer => writer.WriteAsync(It.IsAny<string>())).ThrowsAsync(new IOException("no")).Returns(Task.CompletedTask);
        using var target = new ConsoleTarget(() => output.Object);
        await using var sink = new ConsoleSink(target, "text");
        await sink.DeliverAsync(Some.Batch(Some.Event()), CancellationToken.None);

        Assert.That(await sink.DeliverAsync(Some.Batch(Some.Event()), CancellationToken.None), Is.EqualTo(DeliveryResult.Delivered));
    }

    [Test]
    public void Deliver_WhenCancelledBehindAnotherLane_WritesNothing()
    {
        var output = new Mock<TextWriter>(MockBehavior.Strict);
        using var target = new ConsoleTarget(() => output.Object);
        var sink = new ConsoleSink(target, "text");

        Assert.That(
            async () => await sink.DeliverAsync(Some.Batch(Some.Event()), new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase("stdout")]
    [TestCase("stderr")]
    public void Describe_NamesTheStream(string target)
    {
        IEventSinkFactory factory = new ConsoleSinkFactory();

        Assert.That(factory.Describe(new ConsoleOptions { Target = target }), Is.EqualTo(new SinkDestination(target)));
    }

    private static async Task<string> WriteAsync(string style, StackEvent e)
    {
        await using var output = new StringWriter();
        using var target = new ConsoleTarget(() => output);
        await using var sink = new ConsoleSink(target, style);
        var result = await sink.DeliverAsync(Some.Batch(e), CancellationToken.None);
        Assert.That(result, Is.EqualTo(DeliveryResult.Delivered));
        return output.ToString();
    }

    private static async Task<DeliveryResult> DeliverAsync(TextWriter output)
    {
        using var target = new ConsoleTarget(() => output);
        await using var sink = new ConsoleSink(target, "text");
        return await sink.DeliverAsync(Some.Batch(Some.Event()), CancellationToken.None);
    }

    /// <summary>A writer that gives way in the middle of each write, so that only a lock keeps two apart.</summary>
    private sealed class TornWriter : StringWriter
    {
        public override async Task WriteAsync(string? value)
        {
            foreach (var part in (value ?? "").Chunk(200))
            {
                Write(part);
                await Task.Yield();
            }
        }
    }
}
