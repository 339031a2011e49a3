namespace EventSinks.Zaqar.Requests;

[Parallelizable(ParallelScope.All)]
public sealed class PublisherIdTests
{
    [Test]
    public void Of_TheSameStackAndQueue_IsTheSameForEver() =>
        Assert.That(PublisherId.Of("084e2c49-27cf-473d-93f2-d3a8e51d80d7", "q1"), Is.EqualTo(Guid.Parse("8ccc72df-487e-8161-b83c-26bca9e926f6")));

    [Test]
    public void Of_AnotherStackOrQueue_IsAnother() =>
        Assert.That(new[] { PublisherId.Of("a", "q"), PublisherId.Of("b", "q"), PublisherId.Of("a", "r") }, Is.Unique);

    [Test]
    public void Of_AnyStack_IsAUuidOfVersion8()
    {
        var id = PublisherId.Of("a", "q");

        Assert.That((id.Version, id.Variant & 0xC), Is.EqualTo((8, 8)));
    }
}
