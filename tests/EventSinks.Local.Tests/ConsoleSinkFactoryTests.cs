namespace EventSinks.Local;

/// <summary>The process's own streams, so nothing else runs beside these.</summary>
[NonParallelizable]
public sealed class ConsoleSinkFactoryTests
{
    [TestCase("stdout")]
    [TestCase("stderr")]
    public async Task Create_WritesToTheStreamThatIsCurrentAtDelivery(string target)
    {
        IEventSinkFactory factory = new ConsoleSinkFactory();
        await using var sink = factory.Create(new ConsoleOptions { Target = target }, Some.Context);
        await using var output = new StringWriter();
        var (stdout, stderr) = (Console.Out, Console.Error);
        try
        {
            Console.SetOut(target == "stdout" ? output : TextWriter.Null);
            Console.SetError(target == "stderr" ? output : TextWriter.Null);
            await sink.DeliverAsync(Some.Batch(Some.Event()), CancellationToken.None);
        }
        finally
        {
            Console.SetOut(stdout);
            Console.SetError(stderr);
        }

        Assert.That(output.ToString(), Does.Contain("[server]: CREATE_COMPLETE"));
    }
}
