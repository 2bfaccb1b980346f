"""The training loop and the evaluation on the test set."""

import time

import torch
from torch.nn import functional

import data


def train(recipe, pictures, labels, epochs=None, log=print):
    """Trains a fresh network after its recipe and returns it in evaluation mode.

    Every random draw (initial weights, order, augmentation, dropout) comes from the seed; on one
    thread of one machine the same seed gives the same weights. There is no early stopping and no
    choice by test accuracy: the weights after the last epoch are the model.
    """
    torch.manual_seed(1000 + recipe.seed)
    network = recipe.build()
    padded = data.pad(pictures)
    count, steps = len(labels), data.batches(len(labels), recipe.batch)
    optimiser = torch.optim.AdamW(network.parameters(), weight_decay=recipe.decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, recipe.rate, epochs=epochs or recipe.epochs, steps_per_epoch=steps, pct_start=0.25)
    network.train()
    for epoch in range(epochs or recipe.epochs):
        began, total = time.time(), 0.0
        for index in torch.randperm(count).split(recipe.batch):
            pixels = data.draw(padded, index, flip=recipe.augment, shift=int(recipe.augment))
            if recipe.robust:
                pixels = data.corrupt(pixels)
            loss = functional.cross_entropy(network(data.normalise(pixels)), labels[index])
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            optimiser.step()
            schedule.step()
            total += loss.item() * len(index)
        log(f"{recipe.name}: epoch {epoch + 1}, loss {total / count:.4f}, {time.time() - began:.1f} s")
    return network.eval()


def logits_of(network, pictures, batch=1000):
    """The network's float32 logits of uint8 pictures, batch by batch."""
    with torch.no_grad():
        return torch.cat([network(data.to_input(part)) for part in pictures.split(batch)])


def score(logits, labels):
    """Returns (correct, log loss in nats); the first of equal largest logits is the prediction."""
    logits = torch.as_tensor(logits)
    correct = int((logits.argmax(1) == labels).sum())
    return correct, float(functional.cross_entropy(logits.double(), labels))
