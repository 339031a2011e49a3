using EventSinks.Support;
using EventSinks.Tool.Support;

namespace EventSinks.Tool.Stores;

[TestFixture]
public sealed class StackFinderTests
{
    [TestCase("teststack", "084e2c49-27cf-473d-93f2-d3a8e51d80d7")]
    [TestCase("084e2c49-27cf-473d-93f2-d3a8e51d80d7", "084e2c49-27cf-473d-93f2-d3a8e51d80d7")]
    public async Task Find_ByIdOrName_GivesTheStack(string word, string id)
    {
        var store = new SurvivingStore();
        await new StoreFiller(store).OpenAsync(Some.Stack);

        var found = await StackFinder.FindAsync(store, word, CancellationToken.None);

        Assert.That(found.Stack.Id, Is.EqualTo(id));
    }

    [Test]
    public async Task Find_OfAnAmbiguousName_ListsTheIds()
    {
        var store = new SurvivingStore();
        var filler = new StoreFiller(store);
        await filler.OpenAsync(new StackIdentity("id-1", "twin"));
        await filler.OpenAsync(new StackIdentity("id-2", "twin"));

        var error = await Assert.ThrowsAsync<ToolException>(() => StackFinder.FindAsync(store, "twin", CancellationToken.None));

        Assert.That(error!.Code, Is.EqualTo(ExitCode.WrongInput));
        Assert.That(error.Message, Does.StartWith("2 stacks are called \"twin\"; give the id of one: ").And.Contains("id-1").And.Contains("id-2"));
    }

    [Test]
    public async Task Find_OfAnUnknownName_SaysWhatWasProbablyMeant()
    {
        var store = new SurvivingStore();
        await new StoreFiller(store).OpenAsync(Some.Stack);

        var error = await Assert.ThrowsAsync<ToolException>(() => StackFinder.FindAsync(store, "tesstack", CancellationToken.None));

        Assert.That(error!.Message, Does.StartWith("the store knows no stack \"tesstack\"; did you mean \"teststack\"? "));
    }
}
