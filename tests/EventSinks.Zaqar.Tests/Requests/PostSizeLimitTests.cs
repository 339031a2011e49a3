namespace EventSinks.Zaqar.Requests;

[Parallelizable(ParallelScope.All)]
public sealed class PostSizeLimitTests
{
    [TestCase(2048, 3000, 2048, 2048)]
    [TestCase(null, 3000, 1500, 262_144)]
    [TestCase(3000, 3000, 1500, 262_144)]
    [TestCase(null, 1, 1, 262_144)]
    public void Learn_FromARefusal_TakesTheNamedLimitOrHalves(int? named, int refused, int request, int atMost)
    {
        var limit = new PostSizeLimit();

        limit.Learn(named, refused);

        Assert.That((limit.Request, limit.Named), Is.EqualTo((request, atMost)));
    }

    [Test]
    public void Learn_OfALargerLimit_ChangesNothing()
    {
        var limit = new PostSizeLimit();
        limit.Learn(2048, 3000);

        limit.Learn(4096, 5000);

        Assert.That((limit.Request, limit.Named), Is.EqualTo((2048, 2048)));
    }
}
